/** Where the web shell hears the bell of a marketplace. It stands apart from the schemas: a shell that only looks at addresses loads none. */
export const hookPath = '/hooks/marketplace';
