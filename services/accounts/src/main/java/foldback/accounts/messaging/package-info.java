/** The mail that accounts sends. What it writes to the log is in the kit, because every service reads it. */
@NullMarked
package foldback.accounts.messaging;

import org.jspecify.annotations.NullMarked;
