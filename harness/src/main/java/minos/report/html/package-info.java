/**
 * {@code report.html}: one file, offline, readable without JavaScript. Everything that comes from
 * outside passes through {@link minos.report.html.Markup}, which escapes it. Read {@link
 * minos.report.html.HtmlReport} first.
 */
@NullMarked
package minos.report.html;

import org.jspecify.annotations.NullMarked;
