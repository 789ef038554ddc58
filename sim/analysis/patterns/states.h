/* states.h: what one draw shows of a claim (patterns.h). */
#ifndef RAP_STATES_H
#define RAP_STATES_H

enum {
    RAP_SHOWS_VALUE = 1,
    RAP_SHOWS_HOLDS = 2,
    RAP_SHOWS_CLEARLY = 4,
    RAP_SHOWS_FAILS = 8,
    RAP_SHOWS_CONTRARY = 16,
    RAP_SHOWS_ERROR = 32 /* the standard error is known */
};

#endif
