/**
 * Audio files: reading what strangers upload, writing what the engine renders, and measuring both on the way. A file is
 * hostile until it has been opened; what cannot be read is refused with a reason that helps.
 */
@NullMarked
package foldback.audio;

import org.jspecify.annotations.NullMarked;
