/** A4 in points, with the margins of its text. */
export const PAGE = { height: 841.89, margins: [79, 90, 74, 84] as [number, number, number, number] }

/** Width of the type area. */
export const TYPE_AREA = 442

/** Where the type area ends. */
export const FOOT = PAGE.height - PAGE.margins[3]
