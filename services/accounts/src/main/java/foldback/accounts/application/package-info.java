/** Accounts, sign-ins, workspaces: what people do with them, and the rules of it. */
@NullMarked
package foldback.accounts.application;

import org.jspecify.annotations.NullMarked;
