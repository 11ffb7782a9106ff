"""What the invented people write: sentences from which every body is put together."""

from __future__ import annotations

from random import Random

SESSION = (
    "We began ten minutes late because of the rain, and stayed ten minutes longer.",
    "The seminar room was taken; we met in the small library on the first floor.",
    "Two people telephoned that they would not come, and their chairs stayed in the circle.",
    "The next date was moved by a week because of the examinations.",
    "There was tea before the session and not during it, as we agreed in spring.",
    "A guest from the next town came to see how a group works.",
    "The power failed twice, and the group went on in the light of a telephone.",
    "We looked back on the half year for ten minutes at the end.",
    "New chairs, at last enough of them.",
    "The first case took longer than planned, and there was no second one.",
    "Somebody came for the first time, and the frame was explained again.",
    "It was agreed that telephones are switched off and not only muted.",
    "The group asked for an introduction for those who joined this year.",
    "Shortened for Ramadan; we met after iftar.",
    "The door was left open by mistake for the first minutes, and was then closed.",
    "One chair was empty for good; the group said farewell the last time.",
    "We met in a hall with an echo and moved the circle closer together.",
    "The line was bad for those who joined from outside, and better after half an hour.",
    "The summer break was settled: none in August.",
    "The co-leader opened and closed the session today.",
    "Leader and co-leader talked for a quarter of an hour afterwards.",
    "The list of dates for the coming half year was handed round.",
    "There were more people than usual, because the other group of the town rests.",
    "The caretaker will lock up at eight from now on; we end on time.",
)
SUPERVISION = (
    "On speaking little and being there.",
    "We talked about beginnings and endings, and about who looks at the clock.",
    "On the two leaders: who says what, and how it is shared without a plan.",
    "We listened to the first ten minutes of a session; the group had agreed to the recording.",
    "On protecting the one who presents, and on doing so a little too early.",
    "On silence, and how long one can bear it.",
    "We went through the sessions since the last time, one by one.",
    "On the quiet ones, and on leaving them their quiet.",
    "On questions that are advice in disguise.",
    "It was about being tired, and about leading all the same.",
    "On what belongs into the group and what belongs into supervision.",
    "On a group that wants to be taught, and a leader who would like to teach.",
    "We looked at the frame: the room, the time, the latecomers.",
    "On anger in the group, and where it may have come from.",
    "The next supervision will be together with the other co-leader.",
    "We noted what to watch until the next time.",
)
REFLECTION = (
    "In these months I have mostly learnt to wait.",
    "I used to have an answer ready before the group had a question.",
    "What helped me was to look at the whole circle and not at the one who speaks.",
    "I notice that I turn to the same two people when I am unsure.",
    "Ending on time is harder for me than beginning.",
    "My voice goes up when I am helping, and I have begun to hear it.",
    "I would like to say what I see in the group, and not what I know.",
    "Sharing the place with another leader has made me slower, which is no loss.",
    "When an evening is flat I still feel responsible, but I can now leave it flat.",
    "I have stopped preparing sentences.",
    "I was told that I protect the presenter well and the quiet ones less.",
    "Since then I count to myself, at half time, who has not been heard.",
    "The group came back after the summer as if it had never met, and so did I.",
    "My own trade is in my way: I hear what is wrong with a body before I hear a relation.",
    "I caught myself sorting, and asked the group what it felt like to be in that room.",
    "Twice I let the last round run on because it was going well, and it was no longer going well then.",
    "I find it easier to speak of what I felt than of what I missed.",
    "There was an evening on which I wanted to be liked, and the group noticed before I did.",
    "I had not known how much I lead with where I sit.",
    "The first silence of a session no longer frightens me; the third one does.",
    "What I say at the beginning has become shorter each time.",
    "I thought that the frame was a rule, and have come to see it as a kindness.",
    "I was late with this text, and that is a piece of the reflection too.",
    "In supervision I was asked what I would have said as a member, and could not answer at once.",
    "I have learnt to give a question back without it feeling like a trick.",
    "It took me a year to leave the presenter out of the discussion without feeling cruel.",
    "The group does more work when I do less, and I am still a little offended by that.",
    "I see now that my hurry is mine, and that it is older than the group.",
    "When two people disagree I still want to make peace between them too early.",
    "I listened to the recording with my supervisor; it was uncomfortable and worth it.",
    "I would like to be braver about naming what nobody names.",
    "I have begun to trust that somebody else will find the word.",
    "At home I go on leading for an hour, and then it passes.",
    "The newest member said what the rest of us had walked around for half the evening.",
    "I wrote down after each session one thing that I had not said, and read them now together.",
    "I do not know yet what kind of leader I am, but I know when I am not one.",
    "In winter the group was small, and small groups see more of their leader.",
    "I try to be interested in what annoys me.",
    "What I take with me is how different the same group is with the one and with the other leader.",
    "For the next half year I want to look after the endings.",
    "I asked for help once in the middle of a session, and the world did not end.",
    "My notes have become shorter, and I remember more.",
    "I have noticed who sits beside whom, and that I am never asked to move.",
    "I used to think that a good evening was one on which much was said.",
    "The hardest thing remains not to explain.",
)
ASSESSMENT = (
    "Knows the frame and keeps it.",
    "Listens, and is missed when away.",
    "Ready to co-lead beside an experienced leader.",
    "Keeps the time without looking at the clock.",
    "Protects the presenter without hiding them.",
    "Can say in one sentence what the group has been doing.",
    "Has found ways to bear silence, and to let others bear it.",
    "Speaks of the relation and not of the treatment.",
    "Takes criticism as news.",
    "Should go on looking at how a session is brought to its end.",
    "Shares the place with the other leader, and says so when it is difficult.",
    "Has learnt much in the last year about waiting.",
    "We talked about this assessment for half an hour, and agree on it.",
    "Is trusted by the group, and knows that this is a gift and no merit.",
)
REFERENCE = (
    "I have known the applicant for many years, and have never regretted asking for an opinion.",
    "We worked in the same department, and later in the same house.",
    "Reliable, calm, and kind to those who can do nothing in return.",
    "Colleagues go there when they are at a loss.",
    "I would join a group with this leader, and I am not easily led.",
    "What strikes me is the patience, which was not always there.",
    "Thoughtful, steady, and liked by the nurses, which in our hospital means something.",
    "I have seen the applicant in difficult meetings, and the meetings became less difficult.",
    "I support the application without reservation.",
    "Should you have questions, you are welcome to telephone me.",
)
APPLICATION = (
    "I apply to be a credentialed leader.",
    "I should like to lead a group of young doctors, because I remember how alone I was.",
    "The two years of co-leading have changed the way I work more than any course.",
    "What I can offer is patience, which I did not have before, and evenings.",
    "I come from a place without a group, and would like to keep one for colleagues there.",
    "My supervisor and I have talked about this application twice.",
    "I know that the certificate is not an end, and intend to stay in supervision.",
    "There are colleagues who have asked for a group, and a room that we could use.",
    "I have learnt most from the evenings on which I thought that nothing had happened.",
    "The form and the letters are enclosed.",
)
ENDORSEMENT = (
    "I endorse this application gladly.",
    "We have talked about readiness twice in the last half year.",
    "I have supervised the applicant for two years, and have heard recordings.",
    "There is nothing that I would want to see first.",
    "I hope that we go on meeting as colleagues.",
)
DECISION = (
    "The papers were read before the meeting and lay on the table.",
    "The chair summed up; nobody asked for a vote in writing.",
    "The certificate is signed by two members of the committee.",
    "The secretary will write to the member.",
    "The decision was unanimous among those who voted.",
    "Whoever had given their word before left the room for this item.",
    "It was the third item of the meeting.",
    "The committee thanks the leaders of the group for their work.",
)
GROUP = (
    "New people write to a leader first and come once or twice as guests.",
    "The group is small, and those who begin it stay with it.",
    "Whoever cannot come says so, and the chair stays in the circle.",
    "We meet in the seminar room; the door is closed when we begin.",
    "None in August, and none on holidays.",
    "There is one case or there are two, never three.",
    "The group agreed on this page in its first session, and looks at it once a year.",
    "Nobody reports to a department, and no marks are given.",
)
MEMBER = (
    "Came to the group through a colleague.",
    "Works in two clinics and comes straight from the second one.",
    "Prefers to be written to, and not telephoned.",
    "Was a guest for two evenings before joining.",
    "Helps with the room and the keys.",
    "Translates for the newsletter.",
    "Looks after the list of dates.",
    "Has trained abroad for two years.",
)
EVENT = (
    "A Saturday from ten to four, with an hour for lunch.",
    "Two talks in the morning, and groups in the afternoon.",
    "The notes are with the leaders.",
    "There was a walk between the sessions, and good weather.",
    "It will be held again next year if enough people enrol.",
)
ATTESTATION = (
    "Signed on paper; the paper is in the folder.",
    "Seen in the original.",
    "Handed in at the beginning of the session.",
    "The copy was returned to the member.",
    "Only that it is so is recorded here, and nothing else.",
    "It was read aloud in the group before it was signed.",
    "The member has a copy, and the secretary has the original.",
)
EVALUATION = (
    "Asked at the end of the year, of those who wanted to answer.",
    "The sheets were destroyed after they had been entered.",
    "For the group only; it has no bearing on anybody's pathway.",
)


def body(rng: Random, sentences: tuple[str, ...], least: int, most: int) -> str:
    """So many different sentences, each on its own line, as people do who keep text in git."""
    number = rng.randint(least, min(most, len(sentences)))
    return "".join(f"{one}\n" for one in rng.sample(sentences, number))


def essay(rng: Random, sentences: tuple[str, ...], paragraphs: int) -> str:
    """A longer text in paragraphs; two of them are alike as good as never."""
    chosen = rng.sample(sentences, min(len(sentences), paragraphs * 5))
    cut = [chosen[start : start + 5] for start in range(0, len(chosen), 5)]
    return "\n\n".join("\n".join(lines) for lines in cut) + "\n"
