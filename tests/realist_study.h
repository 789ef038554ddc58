/* realist_study.h: words of studies of propositions on the model whose causes are known (realist_model.h). */
#ifndef REALIST_STUDY_H
#define REALIST_STUDY_H

#define STUDY(settings, propositions)                                                              \
    settings "\narms = { plain = {}; };\npropositions = {\n" propositions "};"
#define PROPOSITION(name, body) name " = { source = \"S\"; " body " };\n"
#define DOSE "resource = { lever = \"dose\"; from = 0; to = 2; }; "
#define IN_X "context = { organisation_type = \"x\"; }; "
#define VALUE(size)                                                                                \
    "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; at_least = " size "; }; "

#endif
