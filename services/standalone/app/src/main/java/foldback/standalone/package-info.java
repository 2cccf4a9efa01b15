/** All five services in one process, and the web client. The only place that sees more than one service. */
@NullMarked
package foldback.standalone;

import org.jspecify.annotations.NullMarked;
