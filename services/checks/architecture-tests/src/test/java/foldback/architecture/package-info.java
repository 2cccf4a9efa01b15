/**
 * What holds for the code as a whole: which module may know which, what each room of a service may do, what the engine must
 * avoid to sound the same in a browser, and that files which repeat each other agree. Each rule is also shown to fail, on
 * the classes in {@code fixture}.
 */
@NullMarked
package foldback.architecture;

import org.jspecify.annotations.NullMarked;
