-- Deliveries are not kept for ever: those that were taken go some weeks later, those that were set aside some months after they were made.

create index webhook_delivery_taken on webhook_delivery (tenant_id, delivered_at) where state = 'delivered';
grant delete on webhook_event, webhook_delivery, webhook_attempt to anxin_app;
