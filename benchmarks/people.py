"""Invented people: names put together from parts, no two alike in any script."""

from __future__ import annotations

from typing import NamedTuple

GIVEN = (
    ("Ayesha", "عائشہ"), ("Bilal", "بلال"), ("Hina", "حنا"), ("Usman", "عثمان"), ("Saima", "صائمہ"),
    ("Farhan", "فرحان"), ("Zainab", "زینب"), ("Kamran", "کامران"), ("Nadia", "نادیہ"), ("Omar", "عمر"),
    ("Sana", "ثنا"), ("Tariq", "طارق"), ("Maryam", "مریم"), ("Saad", "سعد"), ("Rabia", "رابعہ"),
    ("Imran", "عمران"), ("Sadia", "سعدیہ"), ("Javed", "جاوید"), ("Lubna", "لبنیٰ"), ("Shahid", "شاہد"),
    ("Amna", "آمنہ"), ("Waleed", "ولید"), ("Mehreen", "مہرین"), ("Asad", "اسد"), ("Nazia", "نازیہ"),
    ("Haris", "حارث"), ("Sumaira", "سمیرا"), ("Yasir", "یاسر"), ("Uzma", "عظمیٰ"), ("Danish", "دانش"),
    ("Fariha", "فریحہ"), ("Adnan", "عدنان"), ("Iqra", "اقرا"), ("Faisal", "فیصل"), ("Shazia", "شازیہ"),
    ("Hamza", "حمزہ"), ("Rukhsana", "رخسانہ"), ("Junaid", "جنید"), ("Aliya", "عالیہ"), ("Moin", "معین"),
    ("Tahira", "طاہرہ"), ("Salman", "سلمان"), ("Kiran", "کرن"), ("Arif", "عارف"), ("Ghazala", "غزالہ"),
    ("Naveed", "نوید"), ("Samina", "ثمینہ"), ("Rizwan", "رضوان"), ("Bushra", "بشریٰ"), ("Khurram", "خرم"),
    ("Erum", "ارم"), ("Zubair", "زبیر"), ("Madiha", "مدیحہ"), ("Owais", "اویس"), ("Parveen", "پروین"),
    ("Sohail", "سہیل"), ("Tehmina", "تہمینہ"), ("Wasim", "وسیم"), ("Yumna", "یمنیٰ"),
)  # fmt: skip
MIDDLE = (
    ("", ""), ("Noor", "نور"), ("Jahan", "جہاں"), ("Karim", "کریم"), ("Basit", "باسط"), ("Gul", "گل"),
    ("Rehman", "رحمان"), ("Zaman", "زمان"), ("Mumtaz", "ممتاز"), ("Yaqub", "یعقوب"), ("Ibrahim", "ابراہیم"),
    ("Sultan", "سلطان"), ("Ismail", "اسماعیل"), ("Habib", "حبیب"), ("Firdaus", "فردوس"), ("Latif", "لطیف"),
    ("Mehboob", "محبوب"), ("Nasim", "نسیم"), ("Rashid", "راشد"), ("Shams", "شمس"), ("Taj", "تاج"),
    ("Wahid", "واحد"), ("Younus", "یونس"), ("Zahid", "زاہد"), ("Akram", "اکرم"), ("Bashir", "بشیر"),
    ("Daud", "داؤد"), ("Ejaz", "اعجاز"), ("Fazal", "فضل"), ("Ghani", "غنی"), ("Hakim", "حکیم"),
    ("Idris", "ادریس"), ("Jamil", "جمیل"), ("Kabir", "کبیر"), ("Luqman", "لقمان"), ("Munir", "منیر"),
    ("Nawaz", "نواز"), ("Qadir", "قادر"), ("Rafiq", "رفیق"), ("Sabir", "صابر"), ("Usama", "اسامہ"),
)  # fmt: skip
FAMILY = (
    ("Khan", "خان"), ("Ahmed", "احمد"), ("Raza", "رضا"), ("Qureshi", "قریشی"), ("Siddiqui", "صدیقی"),
    ("Malik", "ملک"), ("Iqbal", "اقبال"), ("Farooq", "فاروق"), ("Hussain", "حسین"), ("Baig", "بیگ"),
    ("Batool", "بتول"), ("Tareen", "ترین"), ("Mehmood", "محمود"), ("Durrani", "درانی"), ("Sheikh", "شیخ"),
    ("Anwar", "انور"), ("Chaudhry", "چودھری"), ("Mirza", "مرزا"), ("Butt", "بٹ"), ("Dar", "ڈار"),
    ("Bhatti", "بھٹی"), ("Gilani", "گیلانی"), ("Bukhari", "بخاری"), ("Hashmi", "ہاشمی"), ("Kazmi", "کاظمی"),
    ("Rizvi", "رضوی"), ("Zaidi", "زیدی"), ("Naqvi", "نقوی"), ("Abbasi", "عباسی"), ("Awan", "اعوان"),
    ("Khattak", "خٹک"), ("Afridi", "آفریدی"), ("Yousafzai", "یوسفزئی"), ("Baloch", "بلوچ"), ("Bugti", "بگٹی"),
    ("Mengal", "مینگل"), ("Soomro", "سومرو"), ("Bhutto", "بھٹو"), ("Junejo", "جونیجو"), ("Memon", "میمن"),
    ("Ansari", "انصاری"), ("Farooqi", "فاروقی"), ("Usmani", "عثمانی"), ("Alvi", "علوی"), ("Jafri", "جعفری"),
    ("Cheema", "چیمہ"), ("Warraich", "وڑائچ"), ("Gondal", "گوندل"), ("Tiwana", "ٹوانہ"), ("Sial", "سیال"),
    ("Kayani", "کیانی"), ("Janjua", "جنجوعہ"), ("Satti", "ستی"), ("Minhas", "منہاس"), ("Lodhi", "لودھی"),
    ("Ghauri", "غوری"), ("Barlas", "برلاس"), ("Effendi", "آفندی"), ("Pirzada", "پیرزادہ"), ("Sethi", "سیٹھی"),
    ("Vohra", "ووہرا"), ("Wattoo", "وٹو"), ("Orakzai", "اورکزئی"), ("Marwat", "مروت"), ("Bangash", "بنگش"),
    ("Achakzai", "اچکزئی"), ("Kasuri", "قصوری"), ("Lashari", "لاشاری"), ("Magsi", "مگسی"), ("Rind", "رند"),
    ("Talpur", "تالپور"),
)  # fmt: skip
REFEREES = ("Saleem", "Rahim", "Kausar", "Hameed", "Ilyas", "Jalal", "Mansoor", "Pervaiz", "Waheed", "Zaheer")
"""Family names of people who write letters and are no members; none of them is a member's."""
PROFESSIONS = (
    "family physician", "psychiatrist", "paediatrician", "physician", "clinical psychologist", "gynaecologist",
    "psychotherapist", "nurse", "oncologist", "emergency physician", "palliative physician", "neurologist",
)  # fmt: skip
TOWNS = (
    ("Lahore", "لاہور"), ("Karachi", "کراچی"), ("Islamabad", "اسلام آباد"), ("Peshawar", "پشاور"),
    ("Quetta", "کوئٹہ"), ("Multan", "ملتان"), ("Faisalabad", "فیصل آباد"), ("Rawalpindi", "راولپنڈی"),
    ("Hyderabad", "حیدرآباد"), ("Sialkot", "سیالکوٹ"), ("Gujranwala", "گوجرانوالہ"), ("Sukkur", "سکھر"),
    ("Bahawalpur", "بہاولپور"), ("Sargodha", "سرگودھا"), ("Abbottabad", "ایبٹ آباد"), ("Mardan", "مردان"),
    ("Gilgit", "گلگت"), ("Muzaffarabad", "مظفرآباد"), ("Larkana", "لاڑکانہ"), ("Sahiwal", "ساہیوال"),
)  # fmt: skip

MOST = len(GIVEN) * len(MIDDLE) * len(FAMILY)
"""So many people can be told apart."""
_WITHOUT_MIDDLE = len(GIVEN) * len(FAMILY)
_STRIDE = 1_621
"""Has no divisor in common with the number of names, so every name comes up once before the first comes again."""


class Person(NamedTuple):
    """A person's id and names; the Urdu name is empty where nobody wrote it down."""

    id: str
    latin: str
    urdu: str
    sort_key: str


def person(number: int) -> Person:
    """The person of a number from 0 to `MOST` - 1; different numbers, different names."""
    block, place = divmod(number, _WITHOUT_MIDDLE)
    mixed = place * _STRIDE % _WITHOUT_MIDDLE
    given, family, middle = GIVEN[mixed % len(GIVEN)], FAMILY[mixed // len(GIVEN)], MIDDLE[block]
    latin = " ".join(filter(None, (given[0], middle[0], family[0])))
    urdu = " ".join(filter(None, (given[1], middle[1], family[1]))) if number % 5 < 3 else ""
    last_first = " ".join(filter(None, (family[0], given[0], middle[0])))
    return Person(latin.lower().replace(" ", "-"), latin, urdu, last_first.lower())
