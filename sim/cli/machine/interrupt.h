/* interrupt.h: SIGINT, SIGTERM and SIGHUP ask for an orderly end; a SIGINT that comes after one kills. */
#ifndef RAP_INTERRUPT_H
#define RAP_INTERRUPT_H

/* Takes the signals over: from then on the first one only asks. */
void rap_interrupt_catch(void);

/* Non-zero after the first signal. Fits rap_ensemble_options.stop; the context is not used. */
int rap_interrupt_asked(void *context);

/* For times when an end at any point costs nothing: from then on a signal, and one that has asked before,
 * says the text on standard error and ends the program with the status of an interrupted one. */
void rap_interrupt_say(const char *text);

#endif
