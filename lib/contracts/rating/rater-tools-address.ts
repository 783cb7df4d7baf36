/** Addresses of what stands beside the answers. All but the last act on one assignment. */
export const raterToolsAddress = {
  /** GET → ClassExamples. */
  examples: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/examples`,
  /** GET → ImageFlagOutput; PUT ImageFlagInput → ImageFlagOutput, where saying nothing takes the flag back. */
  flag: (slug: string, id: number) => `/api/projects/${slug}/assignments/${id}/flag`,
  /** GET → RaterSettings; PUT RaterSettings → RaterSettings. */
  settings: (slug: string) => `/api/projects/${slug}/rater-settings`,
}
