/**
 * What every service needs and none should write twice: the log and the blob store as beans, who is calling, problem details,
 * the door, and projections of the log into a database. It knows no service.
 */
@NullMarked
package foldback.kit;

import org.jspecify.annotations.NullMarked;
