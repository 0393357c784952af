"""Words that make no proper name alone: what councils, days, places and papers are called."""

_WORDS = """
academy accountable accounts acquisition act acting action actions active acts acute adult
adults advice affairs africa age agency agenda agreement alcohol ambition america annex annual
appendix approval april area areas assembly assessment asset assets assistant associate
association assurance audit audits august authorities authority autumn award background better
bid bidder bill board body brexit brief britain british budget building business cabinet capital
care carer carers case ccg central centre chair chairman chairs charter chief child children
christmas church cic city civic civil clinical cllr closed code college commercial commission
commissioner commissioning committee committees communities community company compliance
conclusion confidential considerations consultation contact contract contractor contracts cost
costs council councillor councillors county court cover crime crown current customer daily data
date dear december decision decisions delivery department deputy details development digital
direct directive director directorate directors disabilities disposal district division document
domestic draft drive drug drugs duty early east easter economic education electoral emergency
employment end energy engagement england english environment equalities equality estate estates
europe european evaluation exclusion executive exempt expenditure families family february
female field final finance financial fire first five forum foundation framework free freedom
friday full fund funding further future gateway general goods governance government gp grant
great green group groups hall head heads health healthcare heritage high highways holdings home
homes hospital hospitals house housing hub human icb implications improvement inc inclusion
income independent index indices information infrastructure initial integrated intelligence
interest internal international intervention introduction ireland item january joint july june
justice key kingdom labour land lane law lead leader leadership learning lease legal leisure
level library licence licensing life limited list lives living llc llp local london long low ltd
male management manager march market matters may mayor medical medicine meeting meetings member
members mental method midlands minister ministry minutes model monday monitoring monthly mr mrs
ms national needs neighbourhood network new next nhs north northern notes notice november number
nurse nursing october offer office officer officer's officers offices older open operational
operations opportunities option options order organisation organisations outcomes outturn
overview paper papers parish park parliament part partner partners partnership partnerships
pathway pathways patient patients payment pension people performance person personal physical
pilot place plan planning plans plc point police policy pooled population port post practice
press prevention price primary priorities private procurement profile programme project projects
property proposal proposals provider provision public pupil pupils purchase purpose purposes
quality quarter real recommendation recommendations reform regeneration regional registered
regulation regulations related relations report reports representative research reserve reserves
resident residents resource resources response review rights risk risks road royal rural
safeguarding safety sale saturday savings schedule scheme school schools science scotland
scottish scrutiny secondary secretary section sector security select send senior september
serious service services settlement sexual short single site sites six skills smart social
society solicitor south southern special specialist sport square staff stage standard standards
state statement statutory strategic strategies strategy street student students sub subject
substance suicide summary summer sunday support supported sustainability sustainable system
systems table target targets teaching team technical technology tender terms test third three
thursday timetable title top total town trade trading traffic training transfer transformation
transition transport travel treasury tree trust tuesday two uk union unit united university
update urban vaccination value version vice vicechair vision visit visitor voluntary vote
vulnerable wales ward waste water wednesday week weekly welfare wellbeing west western wider
winter women work workforce working workshop world year yorkshire young youth
"""
ORDINARY = frozenset(_WORDS.split())
