/** Whether a text is a UUID; one that is not names nothing, and the database would refuse to look it up. */
export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
