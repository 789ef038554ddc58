/* small_study.h: a study of the partnership model with 25 organisations and four arms. */
#ifndef SMALL_STUDY_H
#define SMALL_STUDY_H

static const char small_study[] =
    "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = {\n"
    "  ga = { type = \"grassroots_association\"; count = 12; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; };\n"
    "  agency = { type = \"public_health_agency\"; count = 4; };\n"
    "  shop = { type = \"immigrant_focused_business\"; count = 3; };\n"
    "};\n"
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = "
    "200000; } ); }; };\n"
    "arms = { base = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; };\n"
    "  project = { changes = { teams = { focal = { policy = \"project\"; grants = ( { start = 0; "
    "months = 10; amount = 90000; }, { start = 20; months = 10; amount = 90000; } ); }; }; }; };\n"
    "  rival = { changes = { teams = { rival = { policy = \"parachute\"; grants = ( { start = 6; "
    "months = 12; amount = 90000; } ); }; }; }; };\n"
    "};\n";

#endif
