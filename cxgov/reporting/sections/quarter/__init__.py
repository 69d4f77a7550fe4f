"""The quarterly pack: fourteen items for the body that decides, decisions first, one module each.

In this room: what each item says, and when its title may say more than its subject. Not here: the numbers (`cxgov.reviewing`,
`cxgov.kpis`), which are those of the terminal and of the other reports, and the order of the items (`templates/profiles/quarter.yaml`).
"""
