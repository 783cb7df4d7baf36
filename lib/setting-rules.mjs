// Plain JavaScript, because `npm start` applies these rules before any package is installed; lib/env.ts applies them too.

export const minSecretLength = 32
export const minTokenLength = 16

/** Settings that need another one beside them: [what is set, what it needs, what to say of that one]. */
const companions = [
  [(env) => env.STORAGE === 's3', 'S3_BUCKET', 'must be the bucket for images, because STORAGE is s3'],
  [(env) => env.OIDC_ISSUER, 'OIDC_CLIENT_ID', 'must be set together with OIDC_ISSUER'],
  [(env) => env.OIDC_ISSUER, 'OIDC_CLIENT_SECRET', 'must be set together with OIDC_ISSUER'],
  [(env) => env.S3_ACCESS_KEY_ID, 'S3_SECRET_ACCESS_KEY', 'must be set together with S3_ACCESS_KEY_ID'],
  [(env) => env.METRICS_PORT, 'METRICS_TOKEN', 'must be set together with METRICS_PORT'],
  [(env) => env.S3_SECRET_ACCESS_KEY, 'S3_ACCESS_KEY_ID', 'must be set together with S3_SECRET_ACCESS_KEY'],
]

/**
 * The settings that others need and that are missing.
 * @param {Record<string, unknown>} env
 * @returns {{ setting: string, message: string }[]}
 */
export const missingCompanions = (env) =>
  companions
    .filter(([isSet, setting]) => isSet(env) && !env[setting])
    .map(([, setting, message]) => ({ setting, message }))
