package minos.check.search;

import java.util.List;

/**
 * What a part of the events led to.
 *
 * @param finding whether something explains them
 * @param ends where one may stand after them; none if nothing explains them
 */
public record Passage(Finding finding, List<Standing> ends) {}
