/* interrupt.h: SIGINT and SIGTERM ask for an orderly end; the second one kills. */
#ifndef RAP_INTERRUPT_H
#define RAP_INTERRUPT_H

/* Takes both signals over. */
void rap_interrupt_catch(void);

/* Gives them back: from then on a signal ends the program at once. */
void rap_interrupt_release(void);

/* Non-zero after the first signal. Fits rap_ensemble_options.stop; the context is not used. */
int rap_interrupt_asked(void *context);

#endif
