/* letters.h: letters that ASCII lacks, in UTF-8. */
#ifndef RAP_LETTERS_H
#define RAP_LETTERS_H

#define RAP_MINUS "\xe2\x88\x92"      /* U+2212 */
#define RAP_ELLIPSIS "\xe2\x80\xa6"   /* U+2026 */
#define RAP_TIMES "\xc3\x97"          /* U+00D7 */
#define RAP_DASH "\xe2\x80\x93"       /* U+2013 */
#define RAP_NO_BREAK "\xc2\xa0"       /* U+00A0 */
#define RAP_OPEN_QUOTE "\xe2\x80\x98" /* U+2018 */
#define RAP_END_QUOTE "\xe2\x80\x99"  /* U+2019 */

#endif
