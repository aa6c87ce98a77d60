"""`reportgen check`: students' reports against recomputed facts.

    file -> reading -> Submission -> facts -> rules -> Verdict... -> feedback

`reading` turns any file into lines and blocks; `facts` takes out what they state; each module of `rules` decides the
claims of one kind; `feedback` writes the verdicts for the assistant and for the student.
"""
