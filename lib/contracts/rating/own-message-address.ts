/** Addresses of what admins wrote to a rater. */
export const ownMessageAddress = {
  /** GET → OwnMessageList, of those not read yet. */
  unread: (slug: string) => `/api/projects/${slug}/my-messages`,
  /** POST → {}. */
  read: (slug: string, id: number) => `/api/projects/${slug}/my-messages/${id}/read`,
}
