/* room.h: how much memory and disk this machine has left. */
#ifndef RAP_ROOM_H
#define RAP_ROOM_H

/* Bytes; infinite where the system does not tell. The disk is that of a path, or of the nearest folder above it
 * that is there. */
double rap_room_memory(void);
double rap_room_disk(const char *path);

/* The most memory that this process has had, in bytes. */
double rap_room_taken(void);

#endif
