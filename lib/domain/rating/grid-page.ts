/** So many pictures are on a page that is asked class first: four times three on a desktop, two times six on a phone. */
export const picturesPerPage = 12

/** A picture counts as seen once it was in view for so long. */
export const leastViewMs = 300
