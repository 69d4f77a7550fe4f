"""What each type of KPI is: variants, valid range, direction, formula. Pure facts and arithmetic; no files, no engine."""
