"""The publications the checks rest on, by title and publisher as the frameworks cite them, so that they are worded once."""

from __future__ import annotations

from cxgov.language import N_

CEM_INTERVIEW = N_(
    "Interview on customer experience management: what CEM is, its five-stage cycle and the part employees play "
    "(erp-view.pl, 2013)")
CX_EXPLAINED = N_("Article on what customer experience is, its elements, the CX map and the mistakes that spoil it (CallPage, 2024)")
CX_GOVERNANCE = N_(
    "Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters)")
CX_PRINCIPLES = N_(
    "Training company’s guide to the principles of customer experience management: pillars, implementation stages, metrics "
    "(witalni.pl)")
OWN_JUDGEMENT = N_("cxgov’s own judgement")
EFFORT_STUDIES = N_(
    "Dixon, Freeman and Toman, Stop Trying to Delight Your Customers (Harvard Business Review, 2010) for the first effort "
    "score, and CEB (2013) for the second")
NPS_STUDY = N_("Reichheld, The One Number You Need to Grow (Harvard Business Review, 2003); the ranges follow from the formulas")
RATER_AGREEMENT = N_(
    "LeBreton and Senter, Answers to 20 Questions About Interrater Reliability and Interrater Agreement "
    "(Organizational Research Methods, 2008); the thresholds are cxgov’s own judgement")
NPS_INTERVALS = N_("MeasuringU, articles on confidence intervals and significance tests for NPS; the rule is cxgov’s own judgement")
SAMPLE_PRACTICE = N_("Published practice of survey research with small samples; the thresholds are cxgov’s own judgement")
TIME_PRACTICE = N_("Published practice of reporting time to resolution (Zendesk); what is required beside it is cxgov’s own judgement")
RESPONSE_RATES = N_("AAPOR, Standard Definitions of response rates; the threshold is cxgov’s own judgement")
NPS_TYPES = N_("Bain & Company, Net Promoter System: relationship, transactional and journey scores are told apart")
CLOSED_LOOP = N_("Bain & Company, Net Promoter System: the inner loop, the huddle and the outer loop; the limits are cxgov’s own judgement")
COMPLAINT_LIMITS = N_("Rzecznik Finansowy, the Polish Financial Ombudsman: complaints to financial institutions are answered within 30 days")
CX_FACTORS = N_("Article on five groups of factors that make up customer experience and on ways to improve it (PushPushGo, 2024)")
