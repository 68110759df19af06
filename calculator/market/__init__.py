"""The part for going to market: what a customer may cost, gaps to close, moving from today's motion.

A rule base asks for it by the column `Sold by` in its table of motions; without the column nothing here runs. What it
reads from the answers are the questions `acv_usd`, `cac_usd`, `gross_margin`, `annual_churn`, `target_arr_usd`,
`sales_capacity`, `current_motion` and the option `enterprise` of `segment`; what it assumes is the table of defaults.
"""
