ALTER TABLE "release" ADD COLUMN     "public_since" TIMESTAMPTZ(3);
