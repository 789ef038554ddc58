/* members_study.h: a study of the partnership model with 3000 members as persons, in three subgroups and three arms. */
#ifndef MEMBERS_STUDY_H
#define MEMBERS_STUDY_H

#define HEAD                                                                                       \
    "title = \"test\"; horizon = 48; draws = 0; replicates = 40; seed = 7;\n"                      \
    "@include \"organisation-types.cfg\"\n"                                                        \
    "@include \"policies.cfg\"\n"                                                                  \
    "organisations = {\n"                                                                          \
    "  ga = { type = \"grassroots_association\"; count = 12; };\n"                                 \
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; };\n"                        \
    "  agency = { type = \"public_health_agency\"; count = 4; };\n"                                \
    "};\n"                                                                                         \
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = "   \
    "200000; } ); }; };\n"
#define SETTLED "settled = { label = \"Settled\"; share = 0.6; precarity = 0.1; trust = 0.6; };\n"
#define ARRIVED                                                                                    \
    "arrived = { label = \"Newly arrived\"; share = 0.3; precarity = 0.8; trust = 0.4; language "  \
    "= \"bn\"; ties = { grassroots_association = { strength = 3.0; }; public_health_agency = { "   \
    "strength = 0.2; }; }; };\n"
#define STUDENTS "students = { share = 0.1; precarity = 0.5; trust = 0.5; language = \"ur\"; };\n"
#define ARMS                                                                                       \
    "arms = { base = { changes = {}; };\n"                                                         \
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; "                     \
    "participant_honorarium = 20; }; }; }; };\n"                                                   \
    "  rival = { changes = { teams = { rival = { policy = \"parachute\"; grants = ( { start = 6; " \
    "months = 12; amount = 90000; } ); }; focal = { translation = { languages = [\"bn\"]; lag = "  \
    "6.0; }; }; }; }; };\n"                                                                        \
    "};\n"

static const char members_study[] = HEAD ARMS "community = { members = 3000; };\n"
                                              "subgroups = {\n" SETTLED ARRIVED STUDENTS "};\n";
/* The subgroups in another order. */
static const char members_study_turned[] =
    HEAD ARMS "community = { members = 3000; };\n"
              "subgroups = {\n" STUDENTS SETTLED ARRIVED "};\n";

#endif
