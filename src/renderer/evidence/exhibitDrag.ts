/** The kind of data an exhibit's tile carries while it is dragged: its evidence id. A name of our own, so that files and words dropped here are not taken for one. */
export const exhibitDragType = 'application/x-desk-exhibit';
