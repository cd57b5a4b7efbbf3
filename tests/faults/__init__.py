"""What is promised while parts are slow, gone, killed or restarted, and where it is proven.

Deadlines are asserted at three times the promise; exact figures come from `make bench`.

- F01 Saleor slow or gone: `test_saleor_away`, `saleor/test_breaker`, `saleor/test_calls`
- F02 Saleor answers 429 or 500, perhaps after it did it: `saleor/test_calls`,
  `saleor/test_retry_after`, `core/carts/test_drain`
- F03 token revoked, app removed or switched off: `test_switched_off`, `saleor/test_proof`
- F04 webhooks lost: `saleor/upkeep/test_missed`, `core/attribution/test_services` (reconcile)
- F05 webhooks doubled: `saleor/test_webhook_flood`, `core/installations/test_webhooks`
- F06 webhooks out of order: `saleor/test_webhook_flood`, `core/attribution/test_services`
- F07 handlers slow: `core/installations/test_webhooks` (kept, answered, worked later);
  `personal-shopper bench webhooks` measures the answer
- F08 PostgreSQL restarted: `test_lost_services`
- F10 Redis lost: `test_lost_services`, `core/test_expendable`, `realtime/test_lost_redis`
- F11 worker killed: `test_saleor_away`, `test_mail_away`, `core/notifications/test_killed`
- F12 beat doubled or dead: `test_mail_away`, `test_saleor_away`
- F13 media worker killed or hanging: `media/node/test_node`, `e2e/test_media_worker`
- F14 media node told to stop: `media/node/test_node`
- F15 web process restarted: `test_web_restart`
- F21 mail server gone: `test_mail_away`, `core/notifications/test_send`
"""
