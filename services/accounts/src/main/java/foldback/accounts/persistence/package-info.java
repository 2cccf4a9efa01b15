/** Accounts as rows: the one schema that is no projection of the log. All SQL of the service is here. */
@NullMarked
package foldback.accounts.persistence;

import org.jspecify.annotations.NullMarked;
