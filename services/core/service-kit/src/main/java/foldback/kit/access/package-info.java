/**
 * Who may do what: one table of route and role ({@code routes.table}), what somebody is in a workspace and in a session, and the filter that holds
 * every request against the table.
 */
@NullMarked
package foldback.kit.access;

import org.jspecify.annotations.NullMarked;
