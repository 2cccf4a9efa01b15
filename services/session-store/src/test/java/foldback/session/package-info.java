@NullMarked
package foldback.session;

import org.jspecify.annotations.NullMarked;
