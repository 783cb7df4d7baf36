ALTER TABLE "job" ADD COLUMN     "access_token" TEXT;
