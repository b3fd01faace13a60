"""A publisher's own notes are found; what only tells of corrections is none."""

import time

import pytest

from kg.intake.corrections import LONGEST_NOTE, correction, is_retraction

STORY = "Bridge opens in Lund\n\nThe mayor, Ada Berg, said the bridge would open on Monday.\n\n"

NOTES = [
    # labels
    "Correction: Ada Berg is the mayor of Lund, not of Malmö.",
    "Correction: The fire broke out on Tuesday.",
    "CORRECTION: An earlier version of this article misstated the length of the bridge.",
    "Correction (May 3, 2024): The spelling of Adam Holt's name has been fixed.",
    "Correction, 3 May 2024: Ada Berg has been mayor since 2019; a previous version gave 2009.",
    "Correction May 3, 2024, 9:15 a.m.: The headline has been changed.",
    "Corrections: The photo caption named the wrong bridge.",
    "Corrections & clarifications: A previous version of this story gave the wrong year.",
    "Corrections and Clarifications: The harbour was built in 1911. An earlier version said 1991.",
    "CLARIFICATION: The council has approved the plan but not its cost.",
    "Clarification, May 3: Mr Holt spoke in a private capacity.",
    "Clarification — This story has been updated to make clear that Mr Holt was not present.",
    "Correction appended: the ferry holds 300 people.",
    "Erratum: in the second table the columns were transposed.",
    "Corrigendum: the formula in the third paragraph was wrong.",
    "**Correction:** Lund Mining employs 400 people, not 4,000.",
    "_Correction: The concert is on Friday, not on Saturday._",
    "> Correction: The vote was 31 to 30.",
    "* Correction: The strike began in March, not in May.",
    "[Correction: Ms Quist is a hydrologist, not a geologist.]",
    "Correction | The name of the ship is Aurora, not Aurelia.",
    "CORRECTION An earlier version of this story misspelled the name of Zoe Quist.",
    "Correction: Shares of Lund Mining fell 5 percent, not 15 percent. We regret the error.",
    "Correction\n\nAn earlier version of this article misstated the year of the flood.",
    "CLARIFICATIONS\nThis story has been updated to clarify what Ms Quist was asked.",
    "Correction (8:30 p.m., May 3): A previous version of this post misidentified the lawyer.",
    "Correction: May 3, 2024, Friday.\n\nThis article has been revised to reflect the following correction: the year.",
    "A correction was made on May 3, 2024: An earlier version of this article misstated the year of the flood.",
    # sentences of the article about itself
    "This article was amended on 3 May 2024 to remove a reference to the wrong hospital.",
    "This article was amended on 3 May 2024. An earlier version said the bridge was 40 metres long.",
    "• This article was amended on 3 May 2024 because the ferry runs hourly, not daily.",
    "This article has been corrected.",
    "This story has been corrected to show that the vote was on Monday.",
    "This story was corrected on May 3, 2024, to say that the bridge is closed.",
    "This May 3 story was corrected to fix the name of the hospital in paragraph 4.",
    "(This May 3 story has been refiled to correct the spelling of Quist in paragraph 2)",
    "(Corrects paragraph 3 to say tonnes instead of kilograms)",
    "(Corrects spelling of mayor's name)",
    "(Removes extraneous word in headline)",
    "(In May 3 story, corrects the year of the flood in the last paragraph)",
    "[Corrected to say that Holt is a former minister]",
    "This story has been updated to correct the name of the school.",
    "This story was updated on May 4, 2024, to correct the number of passengers.",
    "This post has been updated to reflect the correct spelling of Ms. Quist's name.",
    "This version corrects the spelling of Quist in the third paragraph.",
    "This corrects an earlier version that gave the wrong day of the vote.",
    "This story was first published on May 3, 2024. It was updated on May 4, 2024, to correct the ages of the victims.",
    "This story originally misidentified the owner of the ferry.",
    "This article originally stated that Ms Quist had resigned. She has not.",
    "This article incorrectly stated the height of the dam.",
    "An earlier version of this article misstated the length of the bridge.",
    "A previous version of this story incorrectly said that the port was closed.",
    "A previous version of this article said Mr Holt was 54. He is 45.",
    "The original version of this report misidentified the ship.",
    "Earlier versions of this story wrongly described the plan.",
    "Because of an editing error, an earlier version of this article gave the wrong date for the vote.",
    "Due to an editing error, an earlier version of this story omitted the name of the ferry.",
    "In an earlier version of this article, the ferry was called the Aurelia. It is the Aurora.",
    "The headline of this article was amended on 3 May 2024.",
    "A caption on an earlier version of this article misidentified the man beside Ms Berg.",
    "The main picture on this story was replaced on 3 May; it showed another bridge.",
    "We have corrected this article and regret the error.",
    "The bridge is 40 metres long, not 400. We regret the error.",
    "Amended on 3 May 2024 to correct the spelling of Quist.",
    "Corrected on May 3, 2024: the ferry runs hourly.",
    "The mayor thanked all. This article was amended on 3 May 2024 to add the name of the ferry.",
    "Corrected 3 May 2024: The ferry holds 300 people.",
    "(This version of the story corrects the date of the vote.)",
    "(Fixes typo in headline)",
    "This is a corrected version of an article published on 3 May.",
    "An incorrect version of this article was published on Tuesday.",
    "Because of wrong information from the police, this article initially misstated the age of the victim.",
    "This article and headline were amended on 3 May 2024 to clarify that nobody has been charged.",
    "The chart in this article has been corrected; one axis was wrong.",
    # notes of editors
    "Editor's note: this story has been retracted.",
    "Editor’s note: This story has been withdrawn because its source could not be verified.",
    "EDITOR'S NOTE: An earlier version of this article attributed a remark to the wrong speaker, in error.",
    "Editors' Note: After publication, we learned that this article contained several inaccurate figures.",
    "Editor's Note (May 3, 2024): This piece has been updated to correct the date of the vote.",
    "A note to readers: we incorrectly reported that the school had closed.",
    "For the record: An earlier version of this story said the dam was built in 1950. It was 1905.",
    "UPDATE, 3 May 2024: This article has been corrected to say that the ferry was empty.",
    "Apology: On 3 May we wrongly reported that Ms Quist had been arrested. We apologise to her.",
    "Note: an earlier version of this report gave an incorrect death toll.",
    # retractions
    "Retraction: The article that stood here was based on documents that were forged.",
    "RETRACTION NOTICE: The Lake Chronicle withdraws this article.",
    "This article has been retracted.",
    "This story has been withdrawn by the editors.",
    "The Lake Chronicle has retracted this article after a review of its sources.",
    "Meridian Wire is withdrawing this story, which did not meet its standards.",
    "We have taken down this article because two people in it were invented.",
    # marks of headlines
    "RETRACTED: Mayor resigns over loan\n\nThe mayor resigned.",
    "[RETRACTED] Mayor resigns over loan\n\nThe mayor resigned.",
    "WITHDRAWN: Mayor resigns over loan\n\nThe mayor resigned.",
    "CORRECTED-Lund Mining to close its pit in June\n\nThe pit will close.",
    "CORRECTED-UPDATE 2-Lund Mining to close its pit\n\nThe pit will close.",
    "Lund Mining to close its pit (corrected)\n\nThe pit will close.",
    "Lund Mining to close its pit - corrected version\n\nThe pit will close.",
    "Corrected version\n\nLund Mining will close its pit, it said.",
    "Correction: Lake-Mine story\n\nIn a story May 3, Meridian Wire erroneously reported the name of the mine.",
    "CORRECTED (OFFICIAL)-Lund Mining to close its pit\n\nThe pit will close.",
    "CORRECTION - Lund Mining Names New Chief Executive\n\nThe text follows.",
    "Mayor resigns over loan [corrected]\n\nThe mayor resigned.",
    "CORRECTING AND REPLACING Lund Mining Names New Chief\n\nThe text follows.",
]  # fmt: skip

OTHERS = [
    # the market's
    "The correction: shares fell",
    "Correction: shares fell as traders ran for the door",
    "Correction: Shares fell sharply.",
    "CORRECTION: STOCKS IN FREE FALL",
    "Correction or crash? Five charts",
    "A correction, not a crash, analysts said.",
    "The market correction was overdue, Holt said.",
    "Stock market correction: what to do now",
    "Correction: what the bond traders say",
    "House prices: the correction that never came",
    "Corrections of 10 percent: they happen every other year.",
    "Correction territory\n\nThe index fell 11 percent.",
    "Correction\n\nShares fell 11 percent in May, and traders expect more.",
    # prisons, courses, lenses
    "Corrections officers said the inmate had been found at dawn.",
    "Corrections: the department's officers went on strike.",
    "Department of Corrections: no comment",
    "The Corrections Department clarified its policy.",
    "Course correction: how the council changed its mind",
    "The Corrections, a novel of 2001, is to be filmed.",
    "Vision correction has become cheap, the clinic said.",
    # about corrections of others
    "The ministry said an earlier version of the bill had been withdrawn.",
    "An earlier version of the bill was amended in committee.",
    "An earlier version of the vaccine was withdrawn in May.",
    "A previous version of the software contained errors.",
    "The Lake Chronicle issued a correction on Friday.",
    "The paper's correction said that an earlier version of its article misstated the year.",
    "The minister demanded a correction: the paper refused.",
    "The newspaper has retracted the article, its editor said.",
    "The Lake Chronicle retracted a story about the mayor.",
    "The Lake Chronicle has withdrawn its story about the mayor, Meridian Wire reported.",
    "The journal retracted the study in May.",
    "The paper has been retracted, the journal said, because its data were invented.",
    "Retracted: the study that frightened parents",
    "He retracted his confession on Monday.",
    "Ada Berg retracted this story under oath.",
    "“This article was amended on 3 May,” the note at its foot now says.",
    "At the foot it now says: “An earlier version of this article misstated the year.”",
    'The note says: "This article has been retracted. We regret the error."',
    "The note at its foot said this article was amended in May.",
    "The Post changed its account. An earlier version of the article said the mayor had resigned.",
    "This bill was amended on 3 May 2024 to exempt ferries.",
    "This report was withdrawn by the ministry after protests.",
    "This report was amended by the committee on 3 May.",
    "This week's report was corrected to show growth of 2 percent.",
    "This article was removed by the censors, its author told Meridian Wire.",
    "This treaty was amended in 1994 to correct an oversight.",
    "This statement was corrected by the ministry an hour later.",
    "The story has been corrected by three governments since, historians say.",
    "The landing gear was retracted: the pilot had forgotten it.",
    "Retraction of the landing gear failed, investigators said.",
    "Troops were withdrawn: nobody was left in the town.",
    "Withdrawn: how Lund lost its ferry",
    "Corrected figures show that the economy shrank.",
    "Corrected for inflation, wages fell.",
    "The corrected version of the contract was signed on Monday.",
    "Clarification of the law was overdue, she said.",
    "The court asked for clarification: none came.",
    "Clarification sought on ferry fares",
    "Amended plans for the bridge are on show until Friday.",
    "The amendment: what it means for ferries",
    "Amendment: a second vote is to be held in June.",
    "The minister clarified: nobody will be expelled.",
    "Mistakenly identified as a thief, she spent a night in jail.",
    "We regret the error of our ways, the band sings.",
    "The minister regrets the error.",
    "“We regret the error,” the bank said.",
    # corrections of other articles, printed below this one
    "Correction: An article on May 19 misstated the number of containers.",
    "Correction: In a story on May 3, Meridian Wire reported in error that the mayor had resigned.",
    "Corrections\n\nA story about ferries on page 4 on Tuesday gave the wrong fare.",
    # other notes
    "Editor's note: Zoe Quist is a columnist of The Lake Chronicle.",
    "Editor's note: this story contains descriptions of violence.",
    "Editor’s note: This article was first published in May 2019.",
    "Editor's note: This interview has been edited for length and clarity.",
    "Editor's note: The story of the dam goes back to 1905.",
    "A note from the editor: why we cover ferries",
    "Note: times are local.",
    "Update: the ferry has arrived.",
    "Update, 3 May 2024: The mayor has resigned.",
    "UPDATED: Mayor resigns",
    "This article was updated on 3 May 2024.",
    "This story has been updated with comment from the mayor.",
    "This story has been updated to include new figures.",
    "This story has been updated to reflect developments in court.",
    "This article was edited by Zoe Quist.",
    "This interview has been edited and condensed.",
    "This article originally appeared in The Hill Post.",
    "This article was originally published on 3 May 2024.",
    "An earlier version of this article appeared in print on Sunday.",
    "An earlier version of this story was published on 3 May.",
    "A version of this article appears in print on page 4.",
    "To request a correction, write to corrections@lake.example.",
    "Corrections: write to corrections@lake.example",
    "Found a mistake? Report a correction",
    "When we learn of a mistake, we acknowledge it with a correction.",
    "Read our corrections policy.",
    "Corrections policy: The Lake Chronicle puts its errors right as soon as it can.",
    "For the record: the highest tide was measured in 1905.",
    "For the record, she has never been to Lund.",
    "Apology: the mayor says sorry for the delays",
    "Notice: the council meets on Monday.",
    "The version of events that he gave was wrong.",
    "His first version of the story was incorrect, the judge said.",
    "",
    "Rain over Lund.",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_found_alone_and_behind_its_article(note: str) -> None:
    assert correction(note)
    if "\n\n" not in note:
        found = correction(f"{STORY}{note}\n")
        assert found
        assert "bridge would open" not in found


@pytest.mark.parametrize("words", OTHERS)
def test_what_is_no_note_is_left_alone(words: str) -> None:
    assert correction(words) is None
    assert correction(f"{STORY}{words}\n\nThe ferry sails at noon.\n") is None


def test_the_words_of_a_note_are_its_own_and_all_of_them() -> None:
    note = "This article was amended on 3 May 2024. An earlier version said the bridge was 40 metres long."
    assert correction(f"{STORY}The mayor thanked all. {note}\n\nMore news: the ferry.") == note
    assert correction(f"{STORY}• {note}") == note
    assert correction(f"{STORY}Corrections & clarifications\n\n{note}") == f"Corrections & clarifications: {note}"
    regret = "The bridge is 40 metres long, not 400. We regret the error."
    assert correction(f"{STORY}{regret}") == regret


def test_a_note_that_was_broken_into_lines_is_whole() -> None:
    lines = "An earlier version of this article misstated the length of\nthe bridge. It is 40 metres\nlong.\nMore news"
    assert (
        correction(STORY + lines)
        == "An earlier version of this article misstated the length of the bridge. It is 40 metres long."
    )
    assert (
        correction("Correction: The bridge is\n40 metres long.\n\nMore.") == "Correction: The bridge is 40 metres long."
    )


def test_of_several_notes_it_is_all_and_a_retraction_first() -> None:
    one, two = "Correction: The vote was on Monday, not on Friday.", "This article has been retracted."
    assert correction(f"{STORY}{one}\n\n{two}") == f"{two} {one}"
    assert correction(f"RETRACTED: Bridge opens\n\nThe bridge is open.\n\n{two}") == two
    assert correction(f"RETRACTED: Bridge opens\n\nThe bridge is open.\n\n{one}") == f"RETRACTED: Bridge opens {one}"
    assert correction(f"CORRECTED-Bridge opens\n\nThe bridge is open.\n\n{one}") == one


def test_a_mark_counts_in_the_headline_alone() -> None:
    assert correction("Bridge opens\n\nThe paper's headline was this:\n\nRETRACTED: Mayor resigns") is None


def test_a_long_note_ends_with_a_sentence() -> None:
    found = correction(f"{STORY}Correction: The vote was on Monday. {'The mayor was there. ' * 100}")
    assert found is not None
    assert len(found) <= LONGEST_NOTE
    assert found.endswith("The mayor was there.")


@pytest.mark.parametrize(
    "note",
    [
        "RETRACTED: Mayor resigns over loan",
        "[Retracted] Mayor resigns over loan",
        "WITHDRAWN: Mayor resigns over loan",
        "Mayor resigns over loan (retracted)",
        "Retraction: the documents were forged.",
        "Notice of retraction: the documents were forged.",
        "This article has been retracted.",
        "This May 3 story was withdrawn because its source could not be verified.",
        "Editor's note: this story has been retracted.",
        "Editor’s note: The article has been withdrawn.",
        "Editor's note: Our article published on 3 May has been formally retracted.",
        "After a review, two quotations could not be verified. This story has been withdrawn.",
        "We have taken down this article because two people in it were invented.",
        "The Lake Chronicle has retracted this article.",
        "Meridian Wire is withdrawing its story.",
        "We retract the article and apologise to Ms Quist.",
    ],
)
def test_what_takes_the_article_back_is_a_retraction(note: str) -> None:
    assert is_retraction(note)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: the vote was on Monday.",
        "CORRECTED-Lund Mining to close its pit",
        "This article was amended on 3 May 2024 to say that the bank has not retracted its offer.",
        "Correction: The study was withdrawn in 1994, not in 1998.",
        "Correction: An earlier version of this article said that troops had withdrawn.",
        "This article was amended to remove a quotation that the minister had withdrawn.",
        "A quotation in this article has been retracted.",
        "A paragraph has been removed from this article.",
        "This story has been updated to clarify that the paper retracted the claim.",
        "Editor's note: An earlier version of this article wrongly said that the bill was withdrawn.",
    ],
)
def test_what_mends_a_part_is_no_retraction(note: str) -> None:
    assert not is_retraction(note)


@pytest.mark.parametrize(
    "hostile",
    [
        "This article was amended " * 5_000,
        "“This article was amended. " * 5_000,
        "an earlier version of this article " * 2_500,
        "(corrects " * 12_500,
        "because of " * 12_500,
        "Correction\n" * 12_500,
        "correction: a\n" * 12_500,
        "[retracted " * 12_500,
        "this May 3 May 3 May 3 " * 5_000,
        "amended\u2028version\x0b" * 5_000,
        "correct" + " " * 125_000 + "x",
        "The A B C D E F G " * 7_500 + "is",
    ],
)
def test_nothing_takes_long(hostile: str) -> None:
    began = time.process_time()
    correction(hostile)
    correction(f"{hostile}\n\n{STORY}")
    assert time.process_time() - began < 2


def test_there_are_enough_examples() -> None:
    assert len(NOTES) >= 40
    assert len(OTHERS) >= 60
