/**
 * Who somebody is and where they belong: verified access tokens, workspaces and their members as the log tells of them. What they may do
 * follows from this.
 */
@NullMarked
package foldback.kit.identity;

import org.jspecify.annotations.NullMarked;
