"""Each survey tool's export recognised by what it holds, and nothing else taken for one."""

from __future__ import annotations

import csv

import pytest
from real_data_folder import data_folder

from cxgov.measuring.exports import LOOKED_AT, RECOGNISERS, recognise


def table(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(text.strip("\n").split("\n"), delimiter=delimiter))


QUALTRICS = table("""
StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,UserLanguage,Q1,Region
Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,User Language,How easy was it?,Region
"{""ImportId"":""startDate"",""timeZone"":""Europe/Warsaw""}","{""ImportId"":""endDate"",""timeZone"":""Europe/Warsaw""}","{""ImportId"":""status""}","{""ImportId"":""ipAddress""}","{""ImportId"":""progress""}","{""ImportId"":""duration""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate"",""timeZone"":""Europe/Warsaw""}","{""ImportId"":""_recordId""}","{""ImportId"":""userLanguage""}","{""ImportId"":""QID1""}","{""ImportId"":""Region""}"
2026-07-01 08:00:00,2026-07-01 08:05:00,IP Address,192.0.2.1,100,300,True,2026-07-01 08:05:01,R_1,PL,6,North
""")
QUALTRICS_LEGACY = table("""
V1,V2,V5,V6,V8,V9,V10,Q1
ResponseID,ResponseSet,ExternalDataReference,IPAddress,StartDate,EndDate,Finished,How easy was it?
R_1,Default Response Set,,192.0.2.1,2016-07-01 08:00:00,2016-07-01 08:05:00,1,6
""")
SURVEYMONKEY = table("""
Respondent ID,Collector ID,Start Date,End Date,IP Address,Which shops do you know?,,How likely are you to recommend us?,Why?
,,,,,North,South,Response,Open-Ended Response
11,7,07/13/2026 10:00:00 AM,07/13/2026 10:05:00 AM,192.0.2.1,North,,9,Quick
""")
TYPEFORM = table("""
#,How likely are you to recommend us?,Other,Other,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending
k1,9,,,completed,2026-07-01 08:00:00,,2026-07-01 08:05:00,aa,,
""")
LIMESURVEY_CODES = table("""
id;submitdate;lastpage;startlanguage;seed;startdate;datestamp;ipaddr;nps;ease[SQ001];interviewtime;groupTime12
1;2026-07-01 08:05:00;3;pl;55;2026-07-01 08:00:00;2026-07-01 08:05:00;192.0.2.1;9;6;300.1;12.5
""", ";")
LIMESURVEY_FULL = table("""
id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language,nps. How likely are you to recommend us?,ease[SQ001]. How easy was: [the order]
1,2026-07-01 08:05:00,3,en,9,6
""")
LIMESURVEY_VV = table("""
Response ID\tDate submitted\tLast page\tStart language\tHow likely are you to recommend us?\tHow easy was it?
id\tsubmitdate\tlastpage\tstartlanguage\tnps\tease_SQ001
1\t2026-07-01 08:05:00\t3\ten\t9\t{question_not_shown}
""", "\t")
GOOGLE = table("""
Sygnatura czasowa,Adres e-mail,Czy nas polecisz?,Dlaczego?
2026/07/01 10:10:09 AM EEST,a@example.invalid,9,Szybko
""")
MICROSOFT = table("""
ID,Godzina rozpoczęcia,Godzina ukończenia,Adres e-mail,Nazwa,Jak łatwo było odebrać paczkę?,Z czego korzystasz?,Punkty - Z czego korzystasz?
1,2026-07-01 10:00:00,2026-07-01 10:05:00,anonymous,,6,ekran;aplikacja;,
""")
FORMBRICKS = table("""
No.,Response ID,Timestamp,Finished,Survey ID,userAgent - os,1. How easy was it?,2. Which shop?,2. Which shop? - Option ID,plan
1,c1,2026-07-01 08:00:00,Yes,s1,iOS,6,North,o1,free
""")
DELIGHTED = table("""
id,person_id,survey_type,score,comment,permalink,created_at,updated_at,tags
1,77,nps,9,Quick,https://example.invalid/1,2026-07-01 08:00:00 UTC,2026-07-01 08:00:00 UTC,
""")
EXPORTS = [
    (QUALTRICS, "qualtrics", 3, "first", "RecordedDate", "ResponseId"),
    (QUALTRICS_LEGACY, "qualtrics", 2, "first", "V9", "V1"),
    (SURVEYMONKEY, "surveymonkey", 2, "joined", "End Date", "Respondent ID"),
    (TYPEFORM, "typeform", 1, "first", "Submit Date (UTC)", "#"),
    (LIMESURVEY_CODES, "limesurvey", 1, "first", "submitdate", "id"),
    (LIMESURVEY_FULL, "limesurvey", 1, "first", "submitdate. Date submitted", "id. Response ID"),
    (LIMESURVEY_VV, "limesurvey", 2, "last", "submitdate", "id"),
    (GOOGLE, "google_forms", 1, "first", "Sygnatura czasowa", None),
    (MICROSOFT, "microsoft_forms", 1, "first", "Godzina ukończenia", "ID"),
    (FORMBRICKS, "formbricks", 1, "first", "Timestamp", "Response ID"),
    (DELIGHTED, "delighted", 1, "first", "created_at", "person_id"),
]


@pytest.mark.parametrize(("records", "tool", "header_rows", "names", "date", "respondent"), EXPORTS)
def test_a_tool_is_recognised_by_its_header(records, tool, header_rows, names, date, respondent):
    found = recognise(records)
    assert (found.tool, found.header_rows, found.names, found.date, found.respondent) == (tool, header_rows, names, date, respondent)
    assert len(found.columns) == len(found.questions) == max(map(len, records[:header_rows]))
    assert found.metadata <= set(found.columns)
    assert set(found.no_responses) <= set(found.columns)


@pytest.mark.parametrize("records", [records for records, *_ in EXPORTS])
def test_only_one_tool_claims_an_export(records):
    """The order decides only where two would claim a table; for the exports themselves none does."""
    assert sum(known(records) is not None for known in RECOGNISERS.values()) == 1


@pytest.mark.parametrize("records", [records for records, *_ in EXPORTS])
def test_a_header_alone_is_recognised_or_plain_and_never_breaks(records):
    for length in range(1, len(records[0]) + 1):
        recognise([row[:length] for row in records])
        recognise([records[0][:length]])


def test_what_a_tool_adds_is_no_question():
    assert {"Status", "IPAddress", "Duration (in seconds)"} <= recognise(QUALTRICS).metadata
    assert not {"Q1", "Region"} & recognise(QUALTRICS).metadata
    assert not {"plan", "2. Which shop?"} & recognise(FORMBRICKS).metadata
    assert "2. Which shop? - Option ID" in recognise(FORMBRICKS).metadata
    assert {"interviewtime", "groupTime12"} <= recognise(LIMESURVEY_CODES).metadata
    assert "Punkty - Z czego korzystasz?" in recognise(MICROSOFT).metadata


def test_questions_are_the_words_that_respondents_saw():
    assert recognise(QUALTRICS).questions[10] == "How easy was it?"
    assert recognise(SURVEYMONKEY).questions[5:] == ("Which shops do you know? | North", "Which shops do you know? | South", "How likely are you to recommend us?", "Why?")
    assert recognise(LIMESURVEY_FULL).questions[5] == "How easy was: [the order]"
    assert recognise(LIMESURVEY_VV).questions[4] == "How likely are you to recommend us?"
    assert recognise(FORMBRICKS).questions[6] == "How easy was it?"


def test_qualtrics_names_its_zone_and_typeform_is_in_utc():
    assert recognise(QUALTRICS).recorded == "Europe/Warsaw"
    assert recognise(TYPEFORM).recorded == "UTC"


def test_qualtrics_of_2016_writes_its_ids_in_single_quotes():
    single = [QUALTRICS[0], QUALTRICS[1], [cell.replace('"', "'") for cell in QUALTRICS[2]], QUALTRICS[3]]
    assert recognise(single).header_rows == 3


def test_rows_that_are_no_finished_response_are_known():
    assert "False" in recognise(QUALTRICS).no_responses["Finished"]
    assert "Survey Preview" in recognise(QUALTRICS).no_responses["Status"]
    assert recognise(FORMBRICKS).no_responses == {"Finished": ("No", "False", "false")}
    assert recognise(TYPEFORM).no_responses == {"Response Type": ("partial", "started")}
    assert recognise(LIMESURVEY_VV).no_responses == {"submitdate": ("", "NULL")}


@pytest.mark.parametrize("text", [
    "ID,Market,NPS\n1,PL,9",
    "Timestamp,event,user_id\n2026-07-01 08:00:00,open,7",  # a log, no questions
    "Timestamp,How easy was it?\nyesterday,6",  # no stamps
    "id,score,comment\n1,9,Quick",  # no date
    "score,comment,created_at,id\n87,Quick,2026-07-01,1",  # no score from 0 to 10
    "#,Question\n1,6",
    "Start time,End time\n1,2",
    "submitdate\n2026-07-01",
    "Name,Status,Score\nA,1,5",
    ",\n,",
])  # fmt: skip
def test_a_table_of_no_known_tool_is_plain(text):
    found = recognise(table(text))
    assert (found.tool, found.header_rows) == ("plain", 1)


@pytest.mark.parametrize(("folder", "file", "tool", "header_rows"), [
    ("qualtrics_exports", "Better_Sample_Survey.csv", "qualtrics", 3),
    ("qualtrics_exports", "qualtRics_sample_masked.csv", "qualtrics", 3),
    ("surveymonkey_starwars", "StarWars.csv", "surveymonkey", 2),
    ("typeform_fcc_new_coder_head", "2016 New Coders Survey Part 1 (first 1000 responses).csv", "typeform", 1),
    ("limesurvey_rse_2017_uk", "public_data.csv", "limesurvey", 1),
    ("formbricks_nps_export", "sample_feedback_redacted.csv", "formbricks", 1),
    ("prep_sudzilla_google_form", "input_01.csv", "google_forms", 1),
    ("prep_sudzilla_google_form", "input_02.csv", "google_forms", 1),
    ("nps_timeseries", "NPS_timeseries_data.csv", "plain", 1),
    ("support_tickets", "customer_support_tickets.csv", "plain", 1),
    ("sfo_airport_survey", "2017_SFO_Customer_Survey.csv", "plain", 1),
    ("nhs_fft_patient_comments", "v6framework_230831.csv", "plain", 1),
    ("prep_shop_kpi_sheets", "input_01.csv", "plain", 1),
])  # fmt: skip
def test_real_exports(folder, file, tool, header_rows):
    with (data_folder(folder) / file).open(encoding="latin-1", newline="") as stream:
        records = [record for record, _ in zip(csv.reader(stream), range(LOOKED_AT), strict=False)]
    found = recognise(records)
    assert (found.tool, found.header_rows) == (tool, header_rows)
