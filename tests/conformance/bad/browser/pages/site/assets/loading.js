console.info("said");
throw new Error("failed");
