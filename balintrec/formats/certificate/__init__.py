"""The certificate of a credential, made from the decision that granted it.

```
checked society, decision → certificate     what it says, or why there is none    (certified, errors)
certificate → verification text             what its code says                    (verification)
certificate, language → PDF                 through templates/certificate         (page)
```
"""

from __future__ import annotations

from balintrec.formats.certificate.certified import Certificate, certified
from balintrec.formats.certificate.page import LANGUAGES, certificate_pdf
from balintrec.formats.certificate.verification import verification_text

__all__ = ["LANGUAGES", "Certificate", "certificate_pdf", "certified", "verification_text"]
