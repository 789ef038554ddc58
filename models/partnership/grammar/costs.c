/* costs.c: unit costs, from wherever the study states them. */
#include "partnership/grammar/costs.h"

bool pm_has_unit_costs(const pm_scenario *in) {
    return in->unit.currency && in->unit.currency[0];
}

double pm_cost_of_staff_hour(const pm_scenario *in) {
    return pm_has_unit_costs(in) ? in->unit.staff_hour : in->p.staff_hour;
}

double pm_cost_of_grant(const pm_scenario *in) {
    return pm_has_unit_costs(in) ? in->unit.grant_fixed : in->p.grant_fixed;
}

double pm_cost_of_running(const pm_scenario *in) {
    return pm_has_unit_costs(in) ? in->unit.grant_running : in->p.grant_running;
}

double pm_cost_of_language(const pm_scenario *in) {
    return pm_has_unit_costs(in) ? in->unit.translation : in->p.translation_cost;
}

double pm_cost_of_session(const pm_scenario *in) {
    return pm_has_unit_costs(in) ? in->unit.session : 0;
}

/* The team's own rate, or the unit cost where that is to stand in for a rate above 0. */
static double rate(const pm_scenario *in, const pm_levers *l, double own, double unit) {
    return own > 0 && l->pay.at_unit_costs && pm_has_unit_costs(in) ? unit : own;
}

double pm_rate_of_pay(const pm_scenario *in, const pm_levers *l, pm_pay_form form) {
    return rate(in, l, l->pay.rate,
                form == PAY_BUY_OUT ? in->unit.buy_out_hour : in->unit.honorarium);
}

double pm_rate_of_posts(const pm_scenario *in, const pm_levers *l) {
    return rate(in, l, l->post_rate, in->unit.citizen_researcher_hour);
}

double pm_rate_of_participants(const pm_scenario *in, const pm_levers *l) {
    return l->participants_paid *
           rate(in, l, l->participant_honorarium, in->unit.participant_honorarium);
}
