@NullMarked
package foldback.accounts.application;

import org.jspecify.annotations.NullMarked;
