@NullMarked
package foldback.session.application;

import org.jspecify.annotations.NullMarked;
