/**
 * The tables that belong to the server and not to a project, each with the reason. Their keys are unique across the
 * server. Every other table has `project_id` in its keys, so that it can be distributed by project, and is archived and
 * deleted with it.
 */
export const serverTables: Readonly<Record<string, string>> = {
  app_user: 'An account works in several projects.',
  account_session: 'A session of an account.',
  access_token: 'Lets a program act for an account.',
  account_identity: 'How a provider outside knows an account.',
  password_reset: 'A link of an account.',
  idempotency_key: 'A request of an account, which may make a project.',
  second_factor: 'What an account is asked for after its password.',
  recovery_code: 'Opens an account once without that.',
  setup_token: 'Links from before there was an account.',
  project: 'Its number is the project_id of the others; its address is unique on the server.',
  audit_event: 'Some events are of no project, and events outlive their project.',
  attempt_count: 'Limits hold for addresses and accounts.',
  decoded_file: 'Image files are shared by projects.',
  unused_file: 'Image files are shared by projects.',
  file_sweep: 'A look through the files of all projects.',
  _prisma_migrations: 'Which migrations the database has.',
  _sql_function: 'Which functions the database has.',
}
