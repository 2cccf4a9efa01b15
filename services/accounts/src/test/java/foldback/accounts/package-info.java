@NullMarked
package foldback.accounts;

import org.jspecify.annotations.NullMarked;
