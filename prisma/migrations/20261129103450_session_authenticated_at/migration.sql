ALTER TABLE "account_session" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3);
