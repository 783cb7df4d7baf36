/** Returns the code of the AppError that the work fails with, or `no error`. */
export const errorCode = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code as string,
  )
