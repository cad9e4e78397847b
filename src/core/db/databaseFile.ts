/** The one database file in a data folder. Its name stands apart from the client: who only looks whether it is there loads no database. */
export const databaseFile = 'desk.db';
