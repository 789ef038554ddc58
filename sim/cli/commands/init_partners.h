/* init_partners.h: rapport init NAME --partners. */
#ifndef RAP_INIT_PARTNERS_H
#define RAP_INIT_PARTNERS_H

/* Writes NAME.cfg, NAME-list.csv, NAME-partners.cfg and NAME-ties.cfg, none of them over a file that is there. Gives the exit
 * status. */
int rap_init_partners(const char *name);

#endif
