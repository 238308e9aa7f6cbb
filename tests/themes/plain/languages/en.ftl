advisories_title = Bulletins
plain_missing = Nothing to see here, { $name }.
