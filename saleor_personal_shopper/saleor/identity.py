"""Who this app is to Saleor."""

APP_ID = "saleor.app.personal-shopper"
